import { addStyle } from '../../late.js';
import style from './menu.css?inline';

export { MenuBox } from './menu-box.jsx';
export { PrivacySheet } from './privacy-sheet.jsx';
export { WalletSheet } from './wallet-sheet.jsx';

addStyle(style);
