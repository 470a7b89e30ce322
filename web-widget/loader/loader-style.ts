/**
 * Style of the launcher and the panel's frame. A page may move the launcher with the CSS variables
 * `--zhanggui-bottom` and `--zhanggui-right`, for example above its own tab bar.
 */
export const loaderStyle = `:host{all:initial}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box}
.root{--ground:#fff;--ink:#211d1a;--line:#211d1a1a;
--b:calc(var(--zhanggui-bottom,24px) + env(safe-area-inset-bottom));
--r:calc(var(--zhanggui-right,24px) + env(safe-area-inset-right));
font:14px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
.dark{--ground:#262220;--ink:#f4efea;--line:#fff2}
button{font:inherit;border:0;padding:0;background:none;cursor:pointer;color:inherit;-webkit-tap-highlight-color:transparent}
button:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.launcher,.teaser,.panel{position:fixed;z-index:2147483000;right:var(--r);bottom:var(--b)}
.launcher{width:60px;height:60px;border-radius:20px;background:linear-gradient(160deg,#d9553b,#bf3620);color:#fff;
box-shadow:inset 0 1px #fff4,0 8px 24px #78231252;transition:transform .2s}
.launcher:hover{transform:translateY(-2px)}
svg{position:absolute;inset:12px;width:36px;fill:none;stroke:currentColor;stroke-width:2.4;stroke-linecap:round;
stroke-linejoin:round;transition:opacity .2s,transform .2s}
.chat :first-child{fill:#fff;stroke:none}
.chat :last-child{stroke:#c8402a}
.down,.open .chat{opacity:0;transform:scale(.5)}
.open .down{opacity:1;transform:none}
.badge{position:absolute;top:-6px;right:-6px;min-width:24px;padding:0 6px;border-radius:12px;background:var(--ink);
color:var(--ground);font-size:12px;font-weight:600;line-height:20px;text-align:center;border:2px solid var(--ground)}
.open .badge{display:none}
.panel{z-index:2147483001;margin-bottom:76px;width:400px;height:min(700px,100vh - var(--b) - 96px);
border-radius:18px;overflow:hidden;background:var(--ground);border:1px solid var(--line);
box-shadow:0 16px 56px #211d1a33;visibility:hidden;opacity:0;transform:translateY(14px);
transition:opacity .2s,transform .2s,visibility .2s}
.open .panel{visibility:visible;opacity:1;transform:none}
iframe{display:block;width:100%;height:100%;border:0}
.teaser{margin-bottom:74px;max-width:min(280px,100vw - 48px);display:flex;align-items:flex-start;background:var(--ground);
color:var(--ink);border:1px solid var(--line);border-radius:16px 16px 6px;box-shadow:0 10px 32px #211d1a29;
animation:rise .25s}
.text{margin:12px 0 12px 16px;text-align:left;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;
overflow:hidden;overflow-wrap:anywhere}
.dismiss{padding:7px 12px;font-size:18px;opacity:.7}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@media(max-width:480px),(max-height:520px){
.root{--b:calc(var(--zhanggui-bottom,16px) + env(safe-area-inset-bottom));--r:var(--zhanggui-right,16px)}
.panel{inset:var(--top,0) 0 auto;margin:0;width:auto;height:var(--height,100vh);border:0;border-radius:0;
padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
.open .launcher{display:none}}
@media(prefers-reduced-motion){*{transition:none!important;animation:none!important}}`;
