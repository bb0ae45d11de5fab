import { Checkbox, Modal, NumberInput, Select, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { DeskRow, PrinterRow } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { call } from "../../state/bridge.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { usePrinting } from "../../state/printing.ts";
import { useRead } from "../../state/queries.ts";
import { letterCount } from "./lettersRows.ts";

interface PrintDialogProps {
  readonly rows: readonly DeskRow[];
  onClose(): void;
}

/** The printer that is offered: the one used last, else the system's, else the first that is ready. */
function preferred(printers: readonly PrinterRow[], last: string | undefined): string | undefined {
  const ready = printers.filter(({ isReady }) => isReady);
  const chosen =
    printers.find(({ name }) => name === last) ??
    printers.find(({ isDefault }) => isDefault) ??
    ready[0] ??
    printers[0];
  return chosen?.name;
}

interface PrinterSelectProps {
  readonly printers: readonly PrinterRow[];
  readonly value: string | undefined;
  onChange(name: string): void;
}

function PrinterSelect({ printers, value, onChange }: PrinterSelectProps) {
  const chosen = printers.find(({ name }) => name === value);
  return (
    <Select
      label="Printer"
      data={printers.map(({ name, isDefault, isReady, problem }) => ({
        value: name,
        label: `${name}${isDefault ? " (default)" : ""}${isReady ? "" : ` – not ready: ${problem}`}`,
      }))}
      value={value ?? null}
      allowDeselect={false}
      data-autofocus
      onChange={(name) => name && onChange(name)}
      error={chosen?.isReady === false ? `Not ready: ${chosen.problem}` : undefined}
    />
  );
}

function usePrinters() {
  const read = useRead("window.printers", {});
  const last = usePrinting((printing) => printing.printer);
  const [typed, setTyped] = useState<string>();
  const printers = read.data?.printers ?? [];
  return {
    isKnown: read.data !== undefined,
    printers,
    printer: typed ?? preferred(printers, last),
    choose: setTyped,
  };
}

const noPrinter = {
  message: "This computer names no printer.",
  action: "Ask IT to set one up, or save the letters as PDF from their logs and print them elsewhere.",
};

export function PrintDialog({ rows, onClose, isCopy }: PrintDialogProps & { readonly isCopy: boolean }) {
  const { isKnown, printers, printer, choose } = usePrinters();
  const print = usePrinting((printing) => printing.print);
  const [withCover, setWithCover] = useState(true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void print({
      dispatchIds: rows.map(({ dispatchId }) => dispatchId),
      ...(printer === undefined ? {} : { printer }),
      ...(isCopy ? { copy: { withCover } } : {}),
    });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={isCopy ? "Print a COPY" : "Print"} size="md">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>
            {isCopy
              ? `${letterCount(rows.length)}, the same bytes as signed; the log says COPY.`
              : `${letterCount(rows.length)}, as one job. Each is marked as printed when the printer has it.`}
          </Text>
          {printers.length > 0 && <PrinterSelect printers={printers} value={printer} onChange={choose} />}
          {isKnown && printers.length === 0 && <ErrorNote error={noPrinter} />}
          {isCopy && (
            <Checkbox
              label="A cover page before each that says COPY"
              checked={withCover}
              onChange={(event) => setWithCover(event.currentTarget.checked)}
            />
          )}
          <DialogActions submit={`Print ${letterCount(rows.length)}`} isBusy={false} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

const formats = [
  { value: "number10", label: "Envelopes #10 (US)" },
  { value: "dl", label: "Envelopes DL (110 × 220 mm)" },
  { value: "labels", label: "Sheet of address labels" },
] as const;
type Format = (typeof formats)[number]["value"];

export function EnvelopeDialog({
  rows,
  onClose,
  onDone,
}: PrintDialogProps & { onDone(words: string): void }) {
  const { printers, printer, choose } = usePrinters();
  const [format, setFormat] = useState<Format>("number10");
  const [firstLabel, setFirstLabel] = useState(1);
  const [error, setError] = useState<FourfoldError>();
  const [isBusy, setBusy] = useState(false);
  const make = async (to: { printer?: string } | { file: true }) => {
    setBusy(true);
    setError(undefined);
    try {
      const made = await call("window.printEnvelopes", {
        dispatchIds: rows.map(({ dispatchId }) => dispatchId),
        format,
        ...(format === "labels" ? { firstLabel } : {}),
        to,
      });
      if (made.printed) onDone("The printer has them.");
      else if (made.savedTo !== undefined) onDone(`Saved to ${made.savedTo}`);
    } catch (caught) {
      setError(asFourfoldError(caught));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title="Envelopes and labels" size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make(printer === undefined ? {} : { printer });
        }}
      >
        <Stack gap="md">
          <Text>
            For {letterCount(rows.length)}. Window envelopes need none: the letters bear both addresses in the
            right place.
          </Text>
          <Select
            label="What"
            data={[...formats]}
            value={format}
            allowDeselect={false}
            data-autofocus
            onChange={(value) => value && setFormat(value as Format)}
          />
          {format === "labels" && (
            <NumberInput
              label="First label that is still on the sheet"
              description="Counted along the rows from the upper left corner"
              min={1}
              max={30}
              allowDecimal={false}
              value={firstLabel}
              onChange={(value) => setFirstLabel(Math.min(30, Math.max(1, Number(value) || 1)))}
            />
          )}
          {printers.length > 0 && <PrinterSelect printers={printers} value={printer} onChange={choose} />}
          {error && <ErrorNote error={error} />}
          <DialogActions submit="Print" isBusy={isBusy} onClose={onClose}>
            <GovernedButton
              needs={["exportAllowed"]}
              variant="default"
              onClick={() => void make({ file: true })}
              disabled={isBusy}
            >
              Save as PDF
            </GovernedButton>
          </DialogActions>
        </Stack>
      </form>
    </Modal>
  );
}
