import { Button } from 'antd';
import { Logo } from '../shell/logo.js';
import { text } from '../strings.js';
import { PasswordForm } from './password-form.js';
import { useSession } from './session.js';
import './login-page.css';

/** Before anything else: whoever came in with an admin's one-time password takes one of their own. */
export function FirstPassword() {
  const { look, signOut } = useSession();
  return (
    <main className="first-password">
      <Logo size={40} />
      <h1>{text.password.title}</h1>
      <p className="faint">{text.password.hint}</p>
      <PasswordForm onDone={look} />
      <Button type="link" block onClick={() => void signOut()}>
        {text.shell.logout}
      </Button>
    </main>
  );
}
