import { addStyle } from '../../late.js';
import style from './cards.css?inline';
import satisfactionStyle from './satisfaction.css?inline';

export { ComparisonCard } from './comparison-card.jsx';
export { CouponCard } from './coupon-card.jsx';
export { DataExportCard } from './data-export-card.jsx';
export { OrderCard } from './order-card.jsx';
export { downloadOwnData } from './own-data-download.js';
export { ProductCard, ProductList } from './product-card.jsx';
export { SatisfactionCard } from './satisfaction-card.jsx';
export { Ticket } from './ticket.jsx';

addStyle(style + satisfactionStyle);
