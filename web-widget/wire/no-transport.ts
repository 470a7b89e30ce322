/** Stands in the widget's bundle for the transport that the server does not offer (see `lean-socket.ts`). */
export const WT = undefined;
