import { fill } from '../strings/strings.js';
import { useWidget } from './context.js';
import { Icon, Seal } from './icons.jsx';

/** Before the first message: who we are and four questions to start with. */
export function Welcome() {
  const { chat, t, preferences } = useWidget();
  return (
    <div class="welcome">
      <Seal size={52} />
      <h2>{fill(t.welcome, preferences.title.value)}</h2>
      <p>{t.welcomeText}</p>
      <div class="starters">
        {[t.starter1, t.starter2, t.starter3, t.starter4].map((question) => (
          <button key={question} type="button" onClick={() => chat.send(question)}>
            {question}
          </button>
        ))}
      </div>
    </div>
  );
}

export function Loading() {
  return (
    <div class="welcome" aria-hidden="true">
      <div class="dots">
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}

export function Failing() {
  const { chat, t } = useWidget();
  return (
    <div class="welcome">
      <Icon name="alert" size={40} />
      <h2>{t.reconnecting}</h2>
      <button type="button" class="solid" onClick={chat.retry}>
        {t.retry}
      </button>
    </div>
  );
}
