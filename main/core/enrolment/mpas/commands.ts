import { addMpa, getMpa, listMpas, removeMpa, setMpa } from './service.ts';

export const mpaReads = { 'mpas.list': listMpas, 'mpas.get': getMpa };

export const mpaWrites = {
  'mpas.add': { run: addMpa },
  'mpas.set': { run: setMpa },
  'mpas.remove': { run: removeMpa },
};
