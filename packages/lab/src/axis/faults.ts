// What can go wrong at an axis, switchable while it runs; seeded, so that the same seed is the same bad day.

export interface AxisSwitches {
  /** Milliseconds every call waits. */
  slow: number
  /** Shares between 0 and 1. */
  lose: number
  double: number
  fail: number
  reorder: boolean
  /** Elements of the header written in another order and spacing, as the real axis does. */
  reserialise: boolean
  /** Calls refused whole, by name. */
  refuse: Set<string>
}

export const noFaults = (): AxisSwitches => ({
  slow: 0,
  lose: 0,
  double: 0,
  fail: 0,
  reorder: false,
  reserialise: false,
  refuse: new Set(),
})

/** `slow=200,lose=0.1,double=0.2,5xx=0.1,reorder,reserialise,refuse=sendEdoc`; null when a word is not known. */
export function parseFaults(text: string): AxisSwitches | null {
  const on = noFaults()
  for (const word of text.split(',').filter(Boolean)) {
    const [name, value = ''] = word.split('=')
    const share = Number(value)
    if (name === 'slow' && share >= 0) on.slow = share
    else if (name === 'lose' && share <= 1) on.lose = share
    else if (name === 'double' && share <= 1) on.double = share
    else if (name === '5xx' && share <= 1) on.fail = share
    else if (name === 'reorder') on.reorder = true
    else if (name === 'reserialise') on.reserialise = true
    else if (name === 'refuse' && value) on.refuse.add(value)
    else return null
  }
  return on
}

export function axisFaults(on: AxisSwitches, seed = 1) {
  let state = seed >>> 0
  const roll = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  return {
    async beforeCall(call: string): Promise<number | null> {
      if (on.slow) await new Promise((resolve) => setTimeout(resolve, on.slow))
      if (on.refuse.has(call)) return 503
      return roll() < on.fail ? 500 + Math.floor(roll() * 4) : null
    },
    copies: () => (roll() < on.lose ? 0 : roll() < on.double ? 2 : 1),
    order<T>(list: T[]): T[] {
      if (!on.reorder) return list
      const keyed = list.map((item) => ({ item, key: roll() }))
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
    },
    async rewrite(packet: Buffer): Promise<Buffer> {
      if (!on.reserialise) return packet
      // DocumentId goes last in the header and every element gets its own line.
      const text = packet.toString('latin1')
      const id = /<edXML:DocumentId>[^<]*<\/edXML:DocumentId>/.exec(text)?.[0]
      // In a status packet the only DocumentId belongs to ResponseFor: it may not move out of it.
      if (!id || text.includes('<edXML:StatusCode>')) return packet
      const moved = text.replace(id, '').replace('</edXML:MessageHeader>', `${id}</edXML:MessageHeader>`)
      return Buffer.from(moved.replaceAll('><edXML:', '>\n<edXML:'), 'latin1')
    },
  }
}
