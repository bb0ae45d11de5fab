import { ActionIcon, Group, Input, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useId } from "react";
import type { EvidenceSection } from "../../../shared/evaluation/letterSettings.ts";
import { evidenceNames, moved } from "./letterValues.ts";
import classes from "./Practice.module.css";

interface EvidenceOrderProps {
  readonly order: readonly EvidenceSection[];
  readonly onChange: (order: EvidenceSection[]) => void;
}

/** The sections that a practice may put in its own order, each with two keys that move it. */
export function EvidenceOrder({ order, onChange }: EvidenceOrderProps) {
  const id = useId();
  return (
    <Input.Wrapper
      label="Order of the evidence"
      description="What the referring physician must act on comes before it, always in the same order"
      labelElement="div"
      labelProps={{ id }}
    >
      <ol aria-labelledby={id} className={classes.order}>
        {order.map((section, index) => {
          const name = evidenceNames[section];
          return (
            <li key={section} className={classes.orderRow}>
              <Text size="sm" className={classes.orderName}>
                {name}
              </Text>
              <Group gap={4} wrap="nowrap">
                <ActionIcon
                  variant="default"
                  aria-label={`Move ${name} up`}
                  disabled={index === 0}
                  onClick={() => onChange(moved(order, section, -1))}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  aria-label={`Move ${name} down`}
                  disabled={index === order.length - 1}
                  onClick={() => onChange(moved(order, section, 1))}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </li>
          );
        })}
      </ol>
    </Input.Wrapper>
  );
}
