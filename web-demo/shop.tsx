import { Aisle } from './aisle.jsx';
import { Embed } from './embed.jsx';
import { Footer } from './footer.jsx';
import { Header } from './header.jsx';
import { Hero } from './hero.jsx';
import { IdentityBar } from './identity-bar.jsx';
import { Promises } from './promises.jsx';
import { TryHint } from './try-hint.jsx';

export function Shop() {
  return (
    <>
      <IdentityBar />
      <Header />
      <main>
        <Hero />
        <Promises />
        <Aisle />
        <Embed />
      </main>
      <Footer />
      <TryHint />
    </>
  );
}
