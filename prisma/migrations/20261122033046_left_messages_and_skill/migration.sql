-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "skillSince" TIMESTAMPTZ(3);
