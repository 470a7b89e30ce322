import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Locale } from '../../frame-protocol.js';
import type { Chat } from '../chat/chat.js';
import type { Preferences } from '../preferences.js';
import type { Strings } from '../strings/strings.js';

export interface WidgetParts {
  chat: Chat;
  preferences: Preferences;
  panelOpen: ReadonlySignal<boolean>;
  /** Text that the page put into the composer. */
  draft: Signal<string>;
  /** The shopper has scrolled up: what arrives now is not seen yet. */
  away: Signal<boolean>;
  close: () => void;
}

/** There is one chat in a document, so its parts need no tree to travel along. */
let provided: WidgetParts | undefined;

/** To be called once, before the first drawing. */
export function provideWidget(parts: WidgetParts): void {
  provided = parts;
}

/** The parts that `main` built, and the texts of the present language. */
export function useWidget(): WidgetParts & { t: Strings; locale: Locale } {
  if (!provided) throw new Error('drawn before provideWidget');
  const { t, locale } = provided.preferences;
  return { ...provided, t: t.value, locale: locale.value };
}
