import type { Attachment } from '../../../src/contract/attachments.js';
import { lateAttach } from './late-parts.js';
import { PartGap } from './part-gap.jsx';

/** A picture or file in the log. Where the part that draws it cannot be had, its name stands there. */
export function AttachmentPlace({ attachment }: { attachment: Attachment }) {
  const View = lateAttach.part.value?.AttachmentView;
  return View ? <View attachment={attachment} /> : <PartGap part={lateAttach} text={attachment.name} />;
}
