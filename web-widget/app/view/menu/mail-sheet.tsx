import { useSignal } from '@preact/signals';
import { isApiProblem } from '../../chat/api.js';
import { fill, wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { showToast } from '../toast.jsx';
import { menuWords } from './menu-words.js';
import { saveTranscript } from './save-transcript.js';
import { shapes } from './shapes.js';
import { Sheet } from './sheet.jsx';

/** As the server checks it. */
const looksLikeAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const longestAddress = 200;

type Step = 'asking' | 'wrong' | 'sending' | 'enough' | 'failed' | { sentTo: string };

/** Where the chat is to be sent, what will be sent, and what came of it. */
export function MailSheet({ onClose }: { onClose: () => void }) {
  const { chat, t, locale } = useWidget();
  const words = wordsIn(menuWords, locale);
  const address = useSignal('');
  const step = useSignal<Step>('asking');
  const now = step.value;
  const trouble =
    now === 'wrong'
      ? words.mailWrong
      : now === 'enough'
        ? words.mailEnough
        : now === 'failed'
          ? words.mailFailed
          : undefined;

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    const email = address.value.trim();
    if (step.value === 'sending') return;
    if (!looksLikeAddress.test(email)) {
      step.value = 'wrong';
      return;
    }
    step.value = 'sending';
    try {
      await chat.call('POST', 'transcript-requests', { email });
      step.value = { sentTo: email };
    } catch (error) {
      const status = isApiProblem(error) ? error.status : 0;
      step.value = status === 429 ? 'enough' : status === 400 ? 'wrong' : 'failed';
    }
  }
  return (
    <Sheet title={words.mail} onClose={onClose}>
      {typeof now === 'object' ? (
        <p class="mail-sent" role="status">
          <Icon shape={shapes.mail} size={36} />
          {fill(words.mailSent, now.sentTo)}
        </p>
      ) : (
        <form class="mail-form" noValidate onSubmit={send}>
          <p class="sheet-intro">{words.mailIntro}</p>
          <label for="mail-address">{words.mailAddress}</label>
          <input
            id="mail-address"
            type="email"
            inputMode="email"
            autocomplete="email"
            maxLength={longestAddress}
            placeholder={words.mailPlaceholder}
            aria-invalid={now === 'wrong'}
            aria-describedby={trouble && 'mail-trouble'}
            value={address.value}
            onInput={(event) => {
              address.value = event.currentTarget.value;
              if (now === 'wrong') step.value = 'asking';
            }}
          />
          {trouble && (
            <p id="mail-trouble" class="mail-trouble" role="alert">
              {trouble}
            </p>
          )}
          <button type="submit" class="solid" disabled={now === 'sending'}>
            {now === 'sending' ? words.mailSending : words.mailSend}
          </button>
        </form>
      )}
      <button
        type="button"
        class="quiet mail-page"
        onClick={async () => {
          if (!(await saveTranscript(chat, 'html'))) showToast(t.actionFailed);
        }}
      >
        {words.savePage}
      </button>
    </Sheet>
  );
}
