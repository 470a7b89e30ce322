import type { Attachment } from '../../../src/contract/attachments.js';
import { Dots } from './dots.jsx';
import { lateAttach } from './late-parts.js';

/** A picture or file in the log: dots until the part that draws it has come. */
export function AttachmentPlace({ attachment }: { attachment: Attachment }) {
  const View = lateAttach.part.value?.AttachmentView;
  return View ? <View attachment={attachment} /> : <Dots />;
}
