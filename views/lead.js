// Leads to the first field at fault, where a save was refused.

export default function ({ parentElement }) {
  parentElement.closest('[class*="st-key-curate-faults"]')?.querySelector('[data-lead]')?.click();
}
