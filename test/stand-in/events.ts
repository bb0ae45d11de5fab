/** An event whose default a listener can prevent, as Electron hands them out. */
export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventableEvent<Details extends object>(details?: Details): PreventableEvent & Details {
  const event: PreventableEvent = {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
  return Object.assign(event, details);
}
