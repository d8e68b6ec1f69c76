/** What a person knows an end customer by: the name, else the Spot console e-mail, else the Spot Org ID. */
export function endCustomerLabel(customer: { name: string; consoleEmail: string; spotOrgId: string }): string {
  return customer.name || customer.consoleEmail || customer.spotOrgId;
}
