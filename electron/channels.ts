/** The two ways over which the window and the main process speak; nothing else crosses. */
export const callChannel = "fourfold:call";
export const eventChannel = "fourfold:event";
