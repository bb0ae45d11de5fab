/** The nonce that the page's policy asks of every style element; put into the page by the process that serves it. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute("nonce") || "";
}

/**
 * Dialogs lock the scrolling of the page with a style element of their own (react-remove-scroll), which looks for the nonce under
 * this global name.
 */
export function shareStyleNonce(): void {
  const nonce = styleNonce();
  if (nonce) Object.defineProperty(globalThis, "__webpack_nonce__", { value: nonce, configurable: true });
}
