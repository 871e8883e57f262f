-- A real office names its own levels while it is being set up; nothing in the code knows them.
grant insert, update on organisations.level to :app;
