import { listViews, removeView, saveView } from './service.ts';

export const savedViewReads = {
  'savedViews.list': listViews,
};

export const savedViewWrites = {
  'savedViews.save': { run: saveView },
  'savedViews.remove': { run: removeView },
};
