import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Loader,
  type MantineColorsTuple,
  Modal,
  SegmentedControl,
  Tooltip,
} from "@mantine/core";

/** The one accent colour. Shade 7 carries white text at 5.5:1, shade 8 at 7:1, shade 3 stands on dark at 8:1. */
const accent: MantineColorsTuple = [
  "#e9f5f8",
  "#d2e8ee",
  "#a6d2dd",
  "#7abccb",
  "#4fa3b7",
  "#2f8da3",
  "#1b7d94",
  "#0f6f86",
  "#0a6073",
  "#074f60",
];

/** Mantine's dark greys, a little cooler, to go with the accent. */
const dark: MantineColorsTuple = [
  "#e4e8ec",
  "#b6bfc8",
  "#959fa9",
  "#78828c",
  "#4a535c",
  "#39424a",
  "#242a30",
  "#1c2126",
  "#16191d",
  "#121518",
];

const controlHeight = "2rem";

/** Dense and calm: 13-14 px text, 32 px controls, one accent colour. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 8 },
  colors: { accent, dark },
  fontFamily: '"Source Sans 3", system-ui, sans-serif',
  fontFamilyMonospace: "ui-monospace, Consolas, monospace",
  headings: {
    fontFamily: '"Source Sans 3", system-ui, sans-serif',
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.3" },
      h2: { fontSize: "1rem", lineHeight: "1.35" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  fontSizes: { xs: "0.8125rem", sm: "0.875rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.5", xl: "1.5" },
  spacing: { xs: "0.375rem", sm: "0.5rem", md: "0.75rem", lg: "1rem", xl: "1.5rem" },
  radius: { xs: "2px", sm: "3px", md: "4px", lg: "6px", xl: "8px" },
  defaultRadius: "sm",
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      vars: (_theme, props) => ({
        root:
          props.size === undefined
            ? { "--button-height": controlHeight, "--button-padding-x": "0.875rem" }
            : {},
      }),
    }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: "xs" } }),
    Loader: Loader.extend({ defaultProps: { size: "sm" } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 80 },
        closeButtonProps: { "aria-label": "Close" },
        // A dialog's heading row is no banner of the page.
        attributes: { header: { role: "presentation" } },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withArrow: true, events: { hover: true, focus: true, touch: false } },
    }),
  },
});

/** Mantine's own greys and reds miss 4.5:1 on white; these hold it on every background that the app uses. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#525c66",
    "--mantine-color-placeholder": "#66707a",
    "--mantine-color-error": "#b3202a",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#17202a",
    "--mantine-color-default-border": "#848e98",
    "--fourfold-canvas": "#f3f5f7",
    "--fourfold-rail": "#e7ebee",
    "--fourfold-line": "#d8dde2",
    "--fourfold-row-active": "#dcedf2",
    "--fourfold-row-hover": "#f0f4f6",
    "--fourfold-accent-text": "#0a6073",
    "--fourfold-danger-text": "#b3202a",
    "--fourfold-warning-text": "#7a4b00",
    "--fourfold-good-text": "#1f6b34",
  },
  dark: {
    "--mantine-color-dimmed": "#a7b0ba",
    "--mantine-color-placeholder": "#959fa9",
    "--mantine-color-error": "#ff9a9a",
    "--mantine-color-body": "#1c2126",
    "--mantine-color-text": "#e4e8ec",
    "--mantine-color-default": "#242a30",
    "--mantine-color-default-hover": "#2c333a",
    "--mantine-color-default-border": "#78828c",
    "--fourfold-canvas": "#16191d",
    "--fourfold-rail": "#121518",
    "--fourfold-line": "#333a41",
    "--fourfold-row-active": "#14404b",
    "--fourfold-row-hover": "#252b31",
    "--fourfold-accent-text": "#7abccb",
    "--fourfold-danger-text": "#ff9a9a",
    "--fourfold-warning-text": "#f0bd6c",
    "--fourfold-good-text": "#8fd3a0",
  },
});
