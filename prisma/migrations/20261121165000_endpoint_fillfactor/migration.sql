-- AlterTable
-- Deliveries note at the endpoint how it does. As long as its page has room for the new row that update is HOT; without,
-- every index gets an entry, and the search's has to be computed. Rows that are already there find room as they move to
-- other pages.
ALTER TABLE "endpoint" SET (fillfactor = 50);
