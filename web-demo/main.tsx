import { render } from 'preact';
import { startWidget } from './identity.js';
import './style.css';
import { Shop } from './shop.jsx';

void startWidget();
const target = document.getElementById('shop');
if (target) render(<Shop />, target);
