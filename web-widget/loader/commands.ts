import {
  type BootOptions,
  type CardSubject,
  type ToFrame,
  type WidgetEvent,
  widgetEvents,
} from '../frame-protocol.js';
import { createWidget, type Widget } from './widget.js';

type Listener = (detail: unknown) => void;
type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * The public commands of contract.md ("Widget"). Calls before `boot` wait for it; a wrong call becomes an `error`
 * event (and a line on the console), never an exception in the host page.
 * @param origin the server's origin, where the iframe comes from
 */
export function createCommands(origin: string): (call: unknown[]) => void {
  const listeners: [name: unknown, listener: Listener][] = [];
  let widget: Widget | undefined;
  let shop = '';
  let waiting: unknown[][] = [];

  const emit = (name: WidgetEvent, detail: unknown): void => {
    for (const [event, listener] of [...listeners]) {
      try {
        if (event === name) listener(detail);
      } catch (error) {
        console.error(error);
      }
    }
  };
  const refuse = (message: string): undefined => {
    console.error(`zhanggui: ${message}`);
    emit('error', { code: 'invalid-input', message });
  };
  const post = (message: ToFrame): void => widget?.post(message);

  function boot(given: unknown): undefined {
    if (!isObject(given) || !isText(given.shop)) return refuse('boot: shop is needed');
    const options = given as unknown as BootOptions;
    if (widget && shop !== options.shop) shutdown();
    if (widget) {
      post({ type: 'update', options });
      return;
    }
    shop = options.shop;
    widget = createWidget(origin, options, emit);
    for (const call of waiting.splice(0)) run(call);
  }

  function shutdown(): void {
    widget?.remove();
    widget = undefined;
    waiting = [];
  }

  function ask(about: 'product' | 'order', subject: unknown): undefined {
    const key = about === 'product' ? 'title' : 'orderId';
    if (!isObject(subject) || !isText(subject[key])) return refuse(`${about} card: ${key} is needed`);
    post({ type: 'ask', about, subject: subject as CardSubject });
    widget?.setOpen(true);
  }

  /** Changes one option of `boot` while the widget runs. */
  const update = (option: keyof BootOptions, value: unknown): void => {
    if (!value) refuse(`${option} is needed`);
    else post({ type: 'update', options: { shop, [option]: value } });
  };

  const atOnce: Record<string, (a: unknown, b: unknown) => void> = {
    boot,
    shutdown,
    on(name, listener) {
      const known = widgetEvents.some((event) => event === name);
      if (!known || typeof listener !== 'function') refuse(`on: no event ${name}, or no function`);
      else listeners.push([name, listener as Listener]);
    },
    off(name, listener) {
      const kept = listeners.filter(([event, each]) => event !== name || (listener && each !== listener));
      listeners.splice(0, listeners.length, ...kept);
    },
  };
  const afterBoot: Record<string, (a: unknown, b: unknown) => void> = {
    open: (options) => widget?.setOpen(true, isObject(options) ? String(options.draft ?? '') : ''),
    close: () => widget?.setOpen(false),
    toggle: () => widget?.setOpen(!widget.isOpen()),
    show: () => widget?.setShown(true),
    hide: () => widget?.setShown(false),
    setCustomer: (customer) => update('customer', customer),
    setLocale: (locale) => update('locale', locale),
    setColorScheme: (scheme) => update('colorScheme', scheme),
    sendProductCard: (product) => ask('product', product),
    sendOrderCard: (order) => ask('order', order),
    track: (name, properties) =>
      isText(name)
        ? post({ type: 'track', name, properties: isObject(properties) ? properties : {} })
        : refuse('track: name is needed'),
    reset: () => post({ type: 'reset' }),
  };

  function run(call: unknown[]): void {
    try {
      const [name, first, second] = call;
      const key = String(name);
      if (Object.hasOwn(atOnce, key)) atOnce[key]?.(first, second);
      else if (!Object.hasOwn(afterBoot, key)) refuse(`unknown command ${key}`);
      else if (widget) afterBoot[key]?.(first, second);
      else waiting.push(call);
    } catch (error) {
      refuse(String(error));
    }
  }
  return run;
}
