import { CheckCircleFilled, LockOutlined, MailOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, type DemoAccount } from '../api/endpoints.js';
import { describeFailure, fieldSentences, ProblemError } from '../api/problem.js';
import { Logo } from '../shell/logo.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { text } from '../strings.js';
import { useSession } from './session.js';
import './login-page.css';

interface Credentials {
  email: string;
  password: string;
}

/** Sign-in: what the product is on the left, the form on the right; demo accounts as one-click chips. */
export function LoginPage() {
  const { signedIn } = useSession();
  const [form] = Form.useForm<Credentials>();
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const demo = useQuery({
    queryKey: ['demo-accounts'],
    queryFn: api.demoAccounts,
    retry: false,
    staleTime: 60_000,
  });

  const signIn = async ({ email, password }: Credentials): Promise<void> => {
    setBusy(email);
    setFailure(undefined);
    try {
      signedIn((await api.login(email.trim(), password)).staff);
    } catch (problem) {
      const wrong = problem instanceof ProblemError && problem.code === 'unauthenticated';
      setFailure(wrong ? text.login.wrong : describeFailure(problem));
      for (const { path, message } of fieldSentences(problem)) {
        const [name] = path;
        if (name === 'email' || name === 'password') form.setFields([{ name, errors: [message] }]);
      }
    } finally {
      setBusy(undefined);
    }
  };

  const enterAs = (account: DemoAccount): void => {
    form.setFieldsValue({ email: account.email, password: account.password });
    void signIn(account);
  };

  return (
    <div className="login">
      <Showcase />
      <main className="login-side">
        <div className="login-box">
          <div className="login-brand-small">
            <Logo size={36} />
          </div>
          <h1>{text.login.title}</h1>
          <p className="faint login-hint">{text.login.hint}</p>
          {failure === undefined ? null : (
            <Alert type="error" showIcon title={failure} className="login-alert" />
          )}
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void signIn(values)}>
            <Form.Item
              name="email"
              label={text.login.email}
              rules={[{ required: true, whitespace: true, message: text.failure.required }]}
            >
              <Input
                size="large"
                prefix={<MailOutlined />}
                autoComplete="username"
                inputMode="email"
                placeholder={text.login.emailPlaceholder}
                autoFocus
              />
            </Form.Item>
            <Form.Item
              name="password"
              label={text.login.password}
              rules={[{ required: true, message: text.failure.required }]}
            >
              <Input.Password
                size="large"
                prefix={<LockOutlined />}
                autoComplete="current-password"
                placeholder={text.login.passwordPlaceholder}
              />
            </Form.Item>
            <Button type="primary" size="large" block htmlType="submit" loading={busy !== undefined}>
              {text.login.submit}
            </Button>
          </Form>
          {demo.data === undefined || demo.data.accounts.length === 0 ? null : (
            <div className="login-demo">
              <div className="faint">{text.login.demo}</div>
              <div className="login-chips">
                {demo.data.accounts.map((account) => (
                  <button
                    key={account.email}
                    type="button"
                    className="login-chip"
                    disabled={busy !== undefined}
                    onClick={() => enterAs(account)}
                  >
                    <PersonAvatar name={account.name} size={26} />
                    <span>
                      <strong>{account.name}</strong>
                      <span className="faint">{text.role[account.role]}</span>
                    </span>
                  </button>
                ))}
              </div>
            </div>
          )}
        </div>
      </main>
    </div>
  );
}

function Showcase() {
  const { preview, points, slogan } = text.login;
  return (
    <aside className="login-show">
      <div className="login-brand">
        <Logo size={36} />
        <span>{text.brand}</span>
      </div>
      <div className="login-talk" aria-hidden>
        <div className="talk-shopper">{preview.question}</div>
        <div className="talk-bot">
          {preview.answer}
          <div className="talk-meta">
            <span>{preview.source}</span>
            <span className="talk-sure">{preview.confidence}</span>
          </div>
        </div>
      </div>
      <div>
        <h2>{slogan}</h2>
        <ul className="login-points">
          {points.map(({ title, told }) => (
            <li key={title}>
              <CheckCircleFilled aria-hidden />
              <div>
                <strong>{title}</strong>
                <span>{told}</span>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
