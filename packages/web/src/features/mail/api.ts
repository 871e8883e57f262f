import type { MailboxRegister, MailDesk } from '@congvan/contract'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { command, postJson, query, useActingPosition } from '../../lib/api.ts'
import type { CommandName } from '../../lib/commands.ts'

/** Letters come without a word from our own server's commands: the list is asked again while it is looked at. */
const EVERY_MS = 5000

export function useLetters(): UseQueryResult<MailDesk, Error> {
  const position = useActingPosition()
  return useQuery({
    queryKey: ['mail.letters', position],
    queryFn: ({ signal }) => query('mail.letters', {}, signal),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  })
}

export function useBoxes(): UseQueryResult<MailboxRegister, Error> {
  const position = useActingPosition()
  return useQuery({
    queryKey: ['mail.boxes', position],
    queryFn: ({ signal }) => query('mail.boxes', {}, signal),
    placeholderData: keepPreviousData,
  })
}

export const act = (name: string, input: Record<string, unknown>): Promise<unknown> =>
  command(name as CommandName, input as never)

export const connectBox = (id: string, password: string | null) =>
  postJson<{ unread: number }>(`/api/v1/mail/boxes/${id}/connect`, { password })
export const takeLetter = (id: string) =>
  postJson<{ documentId: string; left: { name: string }[] }>(`/api/v1/mail/letters/${id}/take`, {})
export const removeLetter = (id: string) => postJson<object>(`/api/v1/mail/letters/${id}/remove`, {})
/** The code is answered once and kept nowhere. */
export const makeToken = (id: string, label: string) =>
  postJson<{ token: string }>(`/api/v1/mail/boxes/${id}/token`, { label })
export const setPassword = (id: string, password: string) =>
  postJson<object>(`/api/v1/mail/boxes/${id}/password`, { password })
