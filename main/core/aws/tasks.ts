export const awsTasks = {};
