throw new Error(
  "A unit test loaded 'electron'. Only main/hosts/desktop may import it at run time, in modules that no unit test reaches.",
);
