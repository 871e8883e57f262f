export async function closeOcr(): Promise<void> {}
