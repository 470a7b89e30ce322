-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "email" TEXT,
ADD COLUMN     "phone" TEXT,
ADD COLUMN     "sourceHash" TEXT,
ADD COLUMN     "sourceUpdatedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "sourceHash" TEXT,
ADD COLUMN     "sourceUpdatedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "sourceHash" TEXT,
ADD COLUMN     "sourceUpdatedAt" TIMESTAMPTZ(3);
