-- A connection keeps the plans of these functions, behind a pooler for as long as it lasts. One made while few deliveries
-- wait reads all that wait, and goes on doing so when they are many.
ALTER FUNCTION "delivery_updated"() SET enable_seqscan = off;
ALTER FUNCTION "delivery_deleted"() SET enable_seqscan = off;
