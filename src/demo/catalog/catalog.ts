import { appliances } from './appliances.js';
import { baby } from './baby.js';
import { bags } from './bags.js';
import { beauty } from './beauty.js';
import { books } from './books.js';
import { children } from './children.js';
import { digital } from './digital.js';
import { fresh } from './fresh.js';
import { home } from './home.js';
import { kitchen } from './kitchen.js';
import { menswear } from './menswear.js';
import { personalCare } from './personal-care.js';
import { pets } from './pets.js';
import type { CategoryTable } from './product-type.js';
import { shoes } from './shoes.js';
import { snacks } from './snacks.js';
import { sports } from './sports.js';
import { womenswear } from './womenswear.js';

/** All categories of the demo shop in the order in which the shop shows them. */
export const catalog: readonly CategoryTable[] = [
  womenswear,
  menswear,
  children,
  baby,
  shoes,
  bags,
  beauty,
  personalCare,
  snacks,
  fresh,
  home,
  kitchen,
  appliances,
  digital,
  sports,
  pets,
  books,
];
