// Red pencil for cells 2-5, 9a, 10 and 11.
import { documentTypeName, isOfficialLetter } from './document-types.ts'
import { type FormatFinding, finding } from './format-finding.ts'
import type { Letter } from './letter.ts'
import { cleanText, parseDate } from './paper-text.ts'

/** App. VI, II: Subject holds 500 characters; cell 5b is a narrow column. */
const SUBJECT_LIMIT = 500
const OFFICIAL_LETTER_SUBJECT_LIMIT = 160

const SECRET = /(^|[^\p{L}])(TUYỆT MẬT|TỐI MẬT|MẬT)($|[^\p{L}])/u

function checkSubject(letter: Letter): FormatFinding[] {
  const subject = cleanText(letter.subject).trim()
  const official = isOfficialLetter(letter.regime, letter.typeCode)
  if (subject === '')
    return [
      finding('letters.subject-missing', 'subject', [
        'Thiếu trích yếu nội dung.',
        'The abstract is missing.',
      ]),
    ]
  const found: FormatFinding[] = []
  const typed = /^(v\/v|về việc)[:\s]+/i.exec(subject)?.[0]
  if (typed && (official || /^v\/v/i.test(typed))) {
    const bare = subject.slice(typed.length)
    found.push(
      finding(
        'letters.subject-prefix',
        'subject',
        official
          ? [
              '“V/v” được ghi sẵn trước trích yếu công văn, không gõ lại.',
              '“V/v” is printed by itself; do not type it.',
            ]
          : [
              '“V/v” chỉ dùng cho công văn; văn bản có tên loại ghi trích yếu đầy đủ.',
              '“V/v” belongs to official letters only.',
            ],
        { repair: { subject: official ? bare : `Về việc ${bare}` } },
      ),
    )
  }
  const limit = official ? OFFICIAL_LETTER_SUBJECT_LIMIT : SUBJECT_LIMIT
  if (subject.length > limit) {
    found.push(
      finding(
        'letters.subject-too-long',
        'subject',
        [
          `Trích yếu dài ${subject.length} ký tự, nên không quá ${limit}.`,
          `The abstract has ${subject.length} characters; keep it within ${limit}.`,
        ],
        { weight: 'should' },
      ),
    )
  }
  return found
}

function checkNumberAndDate(letter: Letter): FormatFinding[] {
  const found: FormatFinding[] = []
  const { number, date } = letter
  if (number !== null && !/^\d{1,6}[a-zA-Z]?$/.test(number)) {
    found.push(
      finding('letters.number-not-a-number', 'number', [
        'Số văn bản ghi bằng chữ số Ả Rập.',
        'The number is written in Arabic digits.',
      ]),
    )
  } else if (number !== null && /^\d$/.test(number)) {
    found.push(
      finding(
        'letters.number-without-zero',
        'number',
        [
          `Số nhỏ hơn 10 phải ghi thêm số 0 phía trước: 0${number}.`,
          `Numbers below 10 take a leading 0: 0${number}.`,
        ],
        { repair: { number: `0${number}` } },
      ),
    )
  }
  if (date !== null && !parseDate(date)) {
    found.push(
      finding('letters.date-not-in-calendar', 'date', [
        `Ngày ${date} không có trong lịch.`,
        `${date} is not a date of the calendar.`,
      ]),
    )
  }
  if (letter.place.trim() === '') {
    found.push(finding('letters.place-missing', 'place', ['Thiếu địa danh.', 'The place is missing.']))
  }
  return found
}

/** The symbol the rules ask for, or null when the given one has the right shape (App. I, II.3; HD 36). */
function rightSymbol(letter: Letter): string | null {
  const { regime, typeCode } = letter
  const symbol = letter.symbol.trim()
  if (regime === 'party') {
    const tail = symbol.split(/[/-]/).at(-1) ?? symbol
    return symbol.startsWith(`${typeCode}/`) ? null : `${typeCode}/${tail}`
  }
  const [first = '', ...rest] = symbol.split('-')
  if (isOfficialLetter(regime, typeCode)) {
    const typed = first !== '' && documentTypeName('nd30', first) !== null
    return (typed || first === 'CV') && rest.length > 0 ? rest.join('-') : null
  }
  if (typeCode === 'thu-cong' || first === typeCode) return null
  const isOtherType = documentTypeName('nd30', first) !== null
  return `${typeCode}-${isOtherType ? rest.join('-') : symbol}`
}

function checkSymbol(letter: Letter): FormatFinding[] {
  // A letter of courtesy needs neither number nor symbol.
  if (letter.typeCode === 'thu-cong' && letter.regime === 'nd30') return []
  if (letter.symbol.trim() === '')
    return [finding('letters.symbol-missing', 'symbol', ['Thiếu ký hiệu văn bản.', 'The symbol is missing.'])]
  const right = rightSymbol(letter)
  if (right === null) return []
  return [
    finding(
      'letters.symbol-shape',
      'symbol',
      [`Ký hiệu không đúng với tên loại, phải là ${right}.`, `The symbol does not fit the type: ${right}.`],
      { repair: { symbol: right } },
    ),
  ]
}

/** App. I, II.2: no superior body above People's Committees and Councils, ministries. */
function checkIssuer(letter: Letter): FormatFinding[] {
  const { issuer } = letter
  if (issuer.name.trim() === '')
    return [
      finding('letters.issuer-missing', 'issuer', [
        'Thiếu tên cơ quan ban hành.',
        'The issuing body is missing.',
      ]),
    ]
  const own = /^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BỘ |VĂN PHÒNG QUỐC HỘI)/iu.test(issuer.name.trim())
  if (letter.regime !== 'nd30' || !own || !issuer.parentName) return []
  return [
    finding(
      'letters.parent-not-shown',
      'issuer',
      [
        'Ủy ban nhân dân, Hội đồng nhân dân, bộ không ghi tên cơ quan chủ quản.',
        'No superior body above a People’s Committee, Council or ministry.',
      ],
      { repair: { issuer: { name: issuer.name } } },
    ),
  ]
}

function checkAddressees(letter: Letter): FormatFinding[] {
  const need = isOfficialLetter(letter.regime, letter.typeCode) || letter.typeCode === 'TTr'
  const names = letter.addressees.map((a) => cleanText(a).trim()).filter((a) => a !== '')
  if (names.length === 0) {
    if (!need) return []
    const word = letter.regime === 'party' && letter.typeCode === 'TTr' ? 'Kính trình' : 'Kính gửi'
    return [
      finding('letters.addressees-missing', 'addressees', [`Thiếu “${word}”.`, 'The addressee is missing.']),
    ]
  }
  const at = names.findIndex((name, i) => names.indexOf(name) !== i)
  if (at < 0) return []
  return [
    finding(
      'letters.addressee-twice',
      'addressees',
      [`“${names[at]}” được ghi hai lần ở Kính gửi.`, `“${names[at]}” stands twice.`],
      { at, repair: { addressees: [...new Set(names)] }, button: ['Bỏ bớt', 'Remove'] },
    ),
  ]
}

/** A secret document is never written here (§6.2 of the state-secrets rule); the paper route is offered elsewhere. */
function checkSecrecy(letter: Letter): FormatFinding[] {
  const marked = letter.circulation && SECRET.test(letter.circulation.toLocaleUpperCase('vi'))
  if (!marked) return []
  return [
    finding('letters.secret-mark', 'circulation', [
      'Văn bản mang bí mật nhà nước không được soạn, lưu, gửi trên hệ thống này.',
      'State secrets must not be drafted, kept or sent in this system.',
    ]),
  ]
}

export function checkHeader(letter: Letter): FormatFinding[] {
  return [
    ...checkIssuer(letter),
    ...checkSymbol(letter),
    ...checkNumberAndDate(letter),
    ...checkSubject(letter),
    ...checkSecrecy(letter),
    ...checkAddressees(letter),
  ]
}
