import { addStyle } from '../../late.js';
import { MailSheet } from './mail-sheet.jsx';
import style from './menu.css?inline';
import ownDataStyle from './own-data.css?inline';
import { PrivacySheet } from './privacy-sheet.jsx';
import { WalletSheet } from './wallet-sheet.jsx';

export { MenuBox } from './menu-box.jsx';

/** What the menu leads to, by name. */
export const sheets = { wallet: WalletSheet, privacy: PrivacySheet, mail: MailSheet };

addStyle(style + ownDataStyle);
