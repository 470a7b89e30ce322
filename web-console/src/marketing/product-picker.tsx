import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { ProductChoice } from '../../../src/contract/marketing-console.js';
import { moneyWords } from '../cards/money.js';
import { Picture } from '../cards/picture.js';
import { useDebounced } from '../shell/use-debounced.js';
import { segmentsApi } from './segments/segments-api.js';

interface ProductPickerProps {
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
  disabled?: boolean;
  most?: number;
  placeholder: string;
  label?: string;
}

const typing = 250;

/** Products of the shop by part of the name; what is chosen is shown by name, and kept by the shop's number. */
export function ProductPicker({
  id,
  value = [],
  onChange,
  disabled,
  most,
  placeholder,
  label,
}: ProductPickerProps) {
  const [search, setSearch] = useState('');
  const asked = useDebounced(search.trim(), typing);
  const found = useQuery({
    queryKey: ['products', asked],
    queryFn: ({ signal }) => segmentsApi.products(asked, signal),
    staleTime: 60_000,
  });
  const named = useQuery({
    queryKey: ['products-named', value.join(',')],
    queryFn: () => segmentsApi.productsNamed(value),
    enabled: value.length > 0,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const known = new Map<string, ProductChoice>();
  for (const product of [...(named.data?.items ?? []), ...(found.data?.items ?? [])])
    known.set(product.productId, product);
  const titleOf = (productId: string): string => known.get(productId)?.title ?? productId;

  return (
    <Select<string[]>
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      className="wide"
      value={value}
      disabled={disabled ?? false}
      {...(most === undefined ? {} : { maxCount: most })}
      placeholder={placeholder}
      aria-label={label ?? placeholder}
      showSearch={{ searchValue: search, onSearch: setSearch, filterOption: false }}
      loading={found.isFetching}
      onChange={(next) => {
        setSearch('');
        onChange?.(next);
      }}
      options={[
        ...(found.data?.items ?? []).map(({ productId }) => productId),
        ...value.filter((each) => !found.data?.items.some(({ productId }) => productId === each)),
      ].map((productId) => ({ value: productId, label: titleOf(productId) }))}
      optionRender={({ value: productId }) => {
        const product = known.get(String(productId));
        return product === undefined ? (
          String(productId)
        ) : (
          <span className="product-option">
            <Picture src={product.imageUrl} size={28} alt="" />
            <span className="grow ellipsis">{product.title}</span>
            <span className="faint">{moneyWords(product.price)}</span>
          </span>
        );
      }}
    />
  );
}
