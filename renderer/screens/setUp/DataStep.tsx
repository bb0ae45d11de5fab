import { Code, Radio, Stack, Text } from "@mantine/core";
import { Controller, useFormContext } from "react-hook-form";
import type { SetUpValues } from "./setUpValues.ts";

/** Where the data will live, and whether to begin with invented patients. */
export function DataStep({ dataFolder }: { readonly dataFolder: string }) {
  const { control } = useFormContext<SetUpValues>();
  return (
    <>
      <div>
        <Text size="sm">
          Everything is kept encrypted in this folder on this workstation. Nothing is sent anywhere.
        </Text>
        <Code block mt="xs" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {dataFolder}
        </Code>
      </div>
      <Controller
        name="withInventedPatients"
        control={control}
        render={({ field }) => (
          <Radio.Group
            label="Begin with"
            value={field.value ? "invented" : "empty"}
            onChange={(value) => field.onChange(value === "invented")}
          >
            <Stack gap="sm" mt="xs">
              <Radio value="empty" label="An empty practice" description="For real patients" autoFocus />
              <Radio
                value="invented"
                label="Invented patients, to try it out"
                description="All of them made up; not meant to be mixed with real ones"
              />
            </Stack>
          </Radio.Group>
        )}
      />
    </>
  );
}
