import { addStyle } from '../../late.js';
import style from './queue.css?inline';

export { QueueBanner } from './queue-banner.jsx';

addStyle(style);
