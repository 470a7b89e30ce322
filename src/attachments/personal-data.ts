import { ofConversation, type PersonalTable } from '../platform/personal-data.js';

/** What this slice keeps of a person. The contents lie in the file storage and go with their last row. Those whose message is cleared for its age are
 * dropped like uploads that were never sent. */
export const attachmentData: PersonalTable[] = [
  {
    table: 'Attachment',
    title: '发送过的图片和文件',
    rows: ofConversation(),
    hides: { staffId: '员工的内部编号' },
    erase: { how: 'delete' },
  },
];
