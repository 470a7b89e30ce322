import { describe, expect, it } from 'vitest';
import { changesState, originOf } from './same-origin.js';
import { expiredSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.js';

describe('originOf', () => {
  const host = 'chat.example.com';
  it.each([
    [{ host, 'sec-fetch-site': 'same-origin' }, 'same'],
    [{ host, 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, 'same'],
    [{ host, 'sec-fetch-site': 'same-site' }, 'other'],
    [{ host, 'sec-fetch-site': 'cross-site', origin: `https://${host}` }, 'other'],
    [{ host, 'sec-fetch-site': 'none' }, 'other'],
    [{ host, origin: `https://${host}` }, 'same'],
    [{ host: 'localhost:3000', origin: 'http://localhost:3000' }, 'same'],
    [{ host: 'Chat.Example.com:443', origin: 'https://chat.example.com' }, 'same'],
    [{ host: 'chat.example.com:443', origin: 'http://chat.example.com' }, 'other'],
    [{ host: 'a@b c', origin: 'https://chat.example.com' }, 'other'],
    [{ host: 'localhost:3000', origin: 'http://localhost:4000' }, 'other'],
    [{ host, origin: `https://${host}.evil.example` }, 'other'],
    [{ host, origin: 'null' }, 'other'],
    [{ origin: `https://${host}` }, 'other'],
    [{ host }, 'unknown'],
    [{}, 'unknown'],
  ])('%j is %s', (headers, origin) => {
    expect(originOf(headers)).toBe(origin);
  });

  it('knows the public address when a proxy changes the host', () => {
    const headers = { host: 'app:3000', origin: 'https://chat.example.com' };
    expect(originOf(headers, 'https://chat.example.com/base')).toBe('same');
    expect(originOf(headers, 'http://chat.example.com')).toBe('other');
    expect(originOf(headers)).toBe('other');
  });

  it('asks it of everything but reading', () => {
    expect(['GET', 'HEAD', 'OPTIONS'].some(changesState)).toBe(false);
    expect(['POST', 'PUT', 'PATCH', 'DELETE', 'post'].every(changesState)).toBe(true);
  });
});

describe('the session cookie', () => {
  it('is out of reach for scripts and other sites, and travels over https where there is https', () => {
    expect(sessionCookie('tok', true)).toBe(
      'zg_staff=tok; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
    expect(sessionCookie('tok', false)).not.toContain('Secure');
    expect(expiredSessionCookie(false)).toBe('zg_staff=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict');
  });

  it.each([
    ['zg_staff=abc', 'abc'],
    ['a=b; zg_staff=abc-_1; c=d', 'abc-_1'],
    ['xzg_staff=abc', undefined],
    ['zg_staff', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is read from %j', (header, token) => {
    expect(readSessionCookie(header)).toBe(token);
  });
});
