import type { DocumentView, InstructionOptions } from '@congvan/contract'
import { useRef, useState } from 'react'
import { dayWords } from '../../../lib/clock.ts'
import { useApi } from '../../../lib/data.ts'
import { Button, Chip, Combobox, Select, Skeleton, TextInput } from '../../../ui/index.ts'
import type { Act } from './acts.ts'
import { assignmentFor } from './acts.ts'
import {
  addTarget,
  type ChosenTarget,
  compose,
  findTargets,
  ownWords,
  type Target,
  targetsOf,
  turnRole,
  wireTargets,
} from './phrase.ts'
import { formKey, run } from './run.ts'
import { useActTexts } from './texts.ts'
import { useKept } from './useKept.ts'

export interface ActFormProps {
  act: Act
  document: DocumentView
  onLeave?: (() => void) | undefined
  onRefused?: ((documentId: string) => void) | undefined
  onClose: () => void
}

interface Line {
  chosen: ChosenTarget[]
  words: string
  dueOn: string | null
  leader: string
  rule: string
}

const kinds = {
  'tasks.instruct': 'instruct',
  'tasks.propose': 'propose',
  'tasks.assign': 'assign',
  'tasks.route-directly': 'route',
} as const

/** One line with the leader's phrases as chips; @ for people and units; what stands there is what is printed. */
export function InstructLine(props: ActFormProps) {
  const options = useApi('tasks.options', { documentId: props.document.card.id })
  if (!options.data) return <Skeleton lines={2} />
  return <LineForm {...props} options={options.data} />
}

function LineForm({ options, ...props }: ActFormProps & { options: InstructionOptions }) {
  const t = useActTexts()
  const { act, document } = props
  const kind = kinds[act.name as keyof typeof kinds]
  const input = useRef<HTMLInputElement>(null)
  const everybody = targetsOf(options)
  const choices = kind === 'assign' ? everybody.filter((one) => one.positionId) : everybody
  const [line, setLine] = useKept<Line>(formKey(document.card.id, act.name), () => ({
    chosen: [],
    words: '',
    dueOn: null,
    leader: options.leaders[0]?.positionId ?? '',
    rule: '',
  }))
  const [error, setError] = useState<string | null>(null)
  const change = (patch: Partial<Line>) => {
    setError(null)
    setLine({ ...line, ...patch })
  }
  const at = line.words.lastIndexOf('@')
  const matches =
    at < 0
      ? []
      : findTargets(choices, line.words.slice(at + 1))
          .filter((one) => !line.chosen.some((chosen) => chosen.key === one.key))
          .slice(0, 20)
  const add = (target: Target) => {
    const words = at >= 0 ? line.words.slice(0, at).trimEnd() : line.words
    change({ chosen: kind === 'assign' ? addTarget([], target) : addTarget(line.chosen, target), words })
    input.current?.focus()
  }
  const sentence = compose(
    kind === 'assign' ? [] : line.chosen,
    line.words,
    kind === 'assign' ? null : line.dueOn,
  )
  const submit = () => {
    const lead = line.chosen.find((one) => one.role === 'lead')
    if (!lead) return setError(t.needLead)
    if (kind === 'propose' && !line.leader) return setError(t.needLeader)
    if (kind === 'route' && !line.rule.trim()) return setError(t.needText(t.rule))
    void send(props, kind, line, sentence, lead)
    props.onClose()
  }
  return (
    <form
      className="instruct"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Combobox<Target>
        label={t.lineLabels[kind]}
        inputRef={input}
        query={line.words}
        onQuery={(words) => change({ words })}
        options={matches}
        optionKey={(one) => one.key}
        renderOption={(one) => (
          <span>
            {one.label}
            {one.about && <small>{one.about}</small>}
          </span>
        )}
        onPick={add}
        onEnter={submit}
        onBackspaceEmpty={() => change({ chosen: line.chosen.slice(0, -1) })}
        placeholder={line.chosen.length ? '' : t.linePlaceholder}
        error={error}
        autoFocus
        before={line.chosen.map((one) => (
          <Chip
            key={one.key}
            pressed={one.role === 'lead'}
            {...(kind === 'assign'
              ? {}
              : { onClick: () => change({ chosen: turnRole(line.chosen, one.key) }) })}
            onRemove={() => change({ chosen: line.chosen.filter((other) => other.key !== one.key) })}
            removeLabel={t.remove(one.label)}
          >
            {one.label} {kind !== 'assign' && <b>{t.roles[one.role]}</b>}
          </Chip>
        ))}
      />
      <LineChips
        line={line}
        options={options}
        choices={choices}
        onAdd={add}
        onChange={change}
        everybody={everybody}
        single={kind === 'assign'}
      />
      {kind === 'propose' && (
        <Select
          label={t.leader}
          value={line.leader}
          options={options.leaders.map((leader) => ({ value: leader.positionId, label: leader.label }))}
          onChange={(leader) => change({ leader })}
        />
      )}
      {kind === 'route' && (
        <TextInput label={t.rule} value={line.rule} onChange={(rule) => change({ rule })} />
      )}
      <div className="instruct-foot">
        <p className="instruct-printed">
          <span>{t.printed}</span> {sentence || <i>{t.printedEmpty}</i>}
        </p>
        <span className="instruct-buttons">
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {t.send[kind]}
          </Button>
        </span>
      </div>
    </form>
  )
}

function LineChips(props: {
  line: Line
  options: InstructionOptions
  choices: Target[]
  everybody: Target[]
  single: boolean
  onAdd: (target: Target) => void
  onChange: (patch: Partial<Line>) => void
}) {
  const t = useActTexts()
  const { line, options } = props
  const suggestion = options.suggestion
  const free = props.choices
    .filter((one) => !line.chosen.some((chosen) => chosen.key === one.key))
    .slice(0, 7)
  const phrases = [...new Set(options.phrases.map(ownWords))].filter((words) => words && words.length <= 80)
  const takeSuggestion = () => {
    if (!suggestion) return
    const chosen = suggestion.targets.flatMap((target) => {
      const known = props.everybody.find((one) => one.key === (target.unitId ?? target.positionId))
      return known ? [{ ...known, role: target.role }] : []
    })
    props.onChange({ chosen, words: ownWords(suggestion.text) })
  }
  return (
    <div className="instruct-chips">
      {suggestion && !props.single && line.chosen.length === 0 && (
        <div className="chip-row">
          <span className="chip-row-name">{t.asLastTime}</span>
          <Chip tone="accent" onClick={takeSuggestion}>
            {suggestion.text || suggestion.why} <span className="chip-why">{suggestion.why}</span>
          </Chip>
        </div>
      )}
      {free.length > 0 && (!props.single || line.chosen.length === 0) && (
        <div className="chip-row">
          <span className="chip-row-name">{t.give}</span>
          {free.map((one) => (
            <Chip key={one.key} onClick={() => props.onAdd(one)}>
              {one.label}
            </Chip>
          ))}
        </div>
      )}
      {phrases.length > 0 && (
        <div className="chip-row">
          <span className="chip-row-name">{t.phrases}</span>
          {phrases.slice(0, 6).map((phrase) => (
            <Chip
              key={phrase}
              pressed={line.words.includes(phrase)}
              onClick={() =>
                props.onChange({
                  words: line.words.includes(phrase)
                    ? line.words.replace(phrase, '').replace(/^[\s,]+|[\s,]+$/g, '')
                    : [line.words.trim().replace(/@\S*$/, ''), phrase].filter(Boolean).join(', '),
                })
              }
            >
              {phrase}
            </Chip>
          ))}
        </div>
      )}
      <div className="chip-row">
        <span className="chip-row-name">{t.deadline}</span>
        {options.deadlines.map((deadline) => (
          <Chip
            key={deadline.on}
            pressed={line.dueOn === deadline.on}
            onClick={() => props.onChange({ dueOn: line.dueOn === deadline.on ? null : deadline.on })}
          >
            {t.deadlineChip(deadline.workingDays, dayWords(deadline.on).slice(0, 5))}
          </Chip>
        ))}
        <span className="other-day">
          <TextInput
            type="date"
            label={t.otherDay}
            hideLabel
            value={line.dueOn ?? ''}
            onChange={(dueOn) => props.onChange({ dueOn: dueOn || null })}
          />
        </span>
      </div>
    </div>
  )
}

function send(
  { act, document, onLeave, onRefused }: ActFormProps,
  kind: (typeof kinds)[keyof typeof kinds],
  line: Line,
  text: string,
  lead: ChosenTarget,
): Promise<boolean> {
  const base = { act, document, to: lead.label, onLeave, onRefused }
  const assignmentId = assignmentFor(document, act) ?? ''
  const targets = wireTargets(line.chosen)
  const { dueOn } = line
  if (kind === 'instruct')
    return run({ ...base, name: 'tasks.instruct', input: { assignmentId, text, targets, dueOn } })
  if (kind === 'propose')
    return run({
      ...base,
      name: 'tasks.propose',
      input: { assignmentId, leaderPositionId: line.leader, text, targets, dueOn },
    })
  if (kind === 'assign')
    return run({
      ...base,
      name: 'tasks.assign',
      input: { assignmentId, positionId: lead.positionId ?? '', text: line.words.trim(), dueOn },
    })
  return run({
    ...base,
    name: 'tasks.route-directly',
    input: { documentId: document.card.id, text, targets, dueOn, rule: line.rule.trim() },
  })
}
