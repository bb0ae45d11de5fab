import { Button, Group } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { ErrorNote } from "../components/common/ErrorNote.tsx";
import { call } from "../state/bridge.ts";

interface Props {
  readonly children: ReactNode;
  /** Shown as a second way on, beside drawing the screen again. */
  readonly leave?: { readonly label: string; readonly run: () => void };
}

interface State {
  readonly failed: boolean;
  readonly logFolder?: string;
}

/**
 * Stands between a fault in a screen and an empty window. What was typed lies in the stores beside the components
 * (and, once acknowledged, on disk), so drawing the screen again brings it back.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(): void {
    call("window.about", {}).then(
      ({ logFolder }) => this.setState({ logFolder }),
      () => {
        // The words on screen are complete without the log's place.
      },
    );
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const { leave } = this.props;
    const { logFolder } = this.state;
    return (
      <main style={{ padding: "1.5rem", maxWidth: "44rem" }}>
        <ErrorNote
          error={{
            message: "This screen stopped because of a fault in the program.",
            action: `What you typed is kept. Show the screen again to go on; if it stops again, give IT the log${
              logFolder ? ` in ${logFolder}` : ""
            }.`,
          }}
        >
          <Group mt="md" gap="sm">
            <Button autoFocus onClick={() => this.setState({ failed: false })}>
              Show the screen again
            </Button>
            {leave && (
              <Button
                variant="default"
                onClick={() => {
                  leave.run();
                  this.setState({ failed: false });
                }}
              >
                {leave.label}
              </Button>
            )}
          </Group>
        </ErrorNote>
      </main>
    );
  }
}
