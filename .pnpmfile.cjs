/** Node's packages name their system and processor as words, where pnpm chooses by lists. */
function readPackage(pkg) {
  if (/^node-(?:linux|win)-/.test(pkg.name)) Object.assign(pkg, { os: [pkg.os].flat(), cpu: [pkg.cpu].flat() });
  return pkg;
}

module.exports = { hooks: { readPackage } };
