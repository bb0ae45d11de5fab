import { Button, FileButton, Group, Input, Stack, Text } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { FourfoldError } from "../../../shared/errors.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { ErrorNote } from "../common/ErrorNote.tsx";
import classes from "./Practice.module.css";

interface PictureFieldProps {
  readonly purpose: "logo" | "signature";
  readonly label: string;
  readonly description: string;
  /** False shows the picture alone. */
  readonly canChange?: boolean;
}

/** What a file may hold; the backend looks again, and at what is in it. */
const largestFile = 5 * 1024 * 1024;

/** A picture of the letters: chosen from the disk, shown as it will be printed, kept in the store at once. */
export function PictureField({ purpose, label, description, canChange = true }: PictureFieldProps) {
  const id = useId();
  const { data, error } = useRead("images.read", { purpose });
  const save = useChange("images.save", ["images.read"]);
  const remove = useChange("images.remove", ["images.read"]);
  const [refused, setRefused] = useState<FourfoldError>();
  const image = data?.image;
  const source = usePictureUrl(image);

  const choose = async (file: File | null) => {
    if (file === null) return;
    setRefused(undefined);
    try {
      if (file.size > largestFile) throw tooLarge;
      await save.mutateAsync({ purpose, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch (fault) {
      setRefused(asFourfoldError(fault));
    }
  };

  return (
    <Input.Wrapper label={label} description={description} labelElement="div" labelProps={{ id }}>
      <Stack gap="xs" role="group" aria-labelledby={id}>
        <div className={classes.picture}>
          {source === undefined ? (
            <Text size="sm">{image === undefined && data ? "None yet" : ""}</Text>
          ) : (
            <img src={source} alt={`${label} as it is printed`} className={classes.preview} />
          )}
          {canChange && (
            <Group gap="sm">
              <FileButton
                accept="image/png,image/jpeg"
                onChange={(file) => void choose(file)}
                inputProps={{ "aria-label": `${label}: file` }}
              >
                {(props) => (
                  <Button {...props} variant="default" loading={save.isPending}>
                    {image === undefined ? "Choose a picture" : "Choose another"}
                  </Button>
                )}
              </FileButton>
              {image !== undefined && (
                <Button
                  variant="default"
                  loading={remove.isPending}
                  onClick={() => remove.mutate({ purpose })}
                >
                  Remove
                </Button>
              )}
            </Group>
          )}
        </div>
        {(refused ?? remove.error ?? error) && (
          <ErrorNote error={refused ?? remove.error ?? error ?? tooLarge} />
        )}
      </Stack>
    </Input.Wrapper>
  );
}

const tooLarge = new FourfoldError({
  code: "badInput",
  field: "bytes",
  message: "The picture is larger than 5 MB.",
  action: "Save it smaller: 1,000 pixels across are enough.",
});

/** An address for the bytes, for as long as they are shown. */
function usePictureUrl(
  image: { readonly mediaType: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined,
) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (image === undefined) return setUrl(undefined);
    const made = URL.createObjectURL(new Blob([image.bytes], { type: image.mediaType }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [image]);
  return url;
}
