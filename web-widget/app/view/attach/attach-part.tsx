import { addStyle } from '../../late.js';
import style from './attach.css?inline';

export { AttachButton } from './attach-button.jsx';
export { AttachmentView } from './attachment-view.jsx';
export { uploadsOf } from './upload-desk.js';
export { UploadRows } from './upload-rows.jsx';

addStyle(style);
