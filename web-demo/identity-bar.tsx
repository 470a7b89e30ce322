import { become, personas, personasFailed, present } from './identity.js';

/** Who the visitor is to the shop. A real shop has a login here. */
export function IdentityBar() {
  return (
    <div class="identity">
      <div class="width">
        <label for="persona">演示身份</label>
        <select
          id="persona"
          value={present.value?.customer.id ?? ''}
          onChange={(event) => void become(event.currentTarget.value || undefined)}
        >
          <option value="">匿名访客</option>
          {personas.value.map(({ label, customer }) => (
            <option key={customer.id} value={customer.id}>
              {label}
            </option>
          ))}
        </select>
        <p aria-live="polite">
          {personasFailed.value
            ? '演示身份没加载出来，先以访客身份逛逛吧。'
            : (present.value?.story ?? '换个身份，客服就认得您的订单、会员等级和优惠券。')}
        </p>
        <a href="/console">客服工作台</a>
      </div>
    </div>
  );
}
