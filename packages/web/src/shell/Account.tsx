import { useLocation } from 'wouter'
import { logOut, setActingPosition } from '../lib/api.ts'
import { client } from '../lib/data.ts'
import { setSingleKeys, useSingleKeys } from '../lib/keys.ts'
import { setLanguage, useLanguage } from '../lib/language.ts'
import { forgetAll } from '../lib/pending.ts'
import { setTheme, type Theme, useTheme } from '../lib/theme.ts'
import { paths } from '../paths.ts'
import { Checkbox, Chip, MenuItem } from '../ui/index.ts'
import { useShellTexts } from './texts.ts'

const themes: Theme[] = ['system', 'light', 'dark']

/** Appearance, keys, language, and leaving: under the person's name, or in the tab "Tôi" of a phone. */
export function AccountPanel({ onHelp, onDone }: { onHelp: () => void; onDone: () => void }) {
  const t = useShellTexts()
  const [, go] = useLocation()
  const language = useLanguage()
  const theme = useTheme()
  const singleKeys = useSingleKeys()
  return (
    <div className="account">
      <fieldset className="account-row">
        <legend>{t.theme}</legend>
        {themes.map((one) => (
          <Chip key={one} pressed={theme === one} onClick={() => setTheme(one)}>
            {t.themes[one]}
          </Chip>
        ))}
      </fieldset>
      <div className="account-row">
        <Checkbox
          label={t.singleKeys}
          hint={t.singleKeysHint}
          checked={singleKeys}
          onChange={setSingleKeys}
        />
      </div>
      <hr />
      <MenuItem
        onClick={() => {
          onDone()
          go(paths.keys())
        }}
      >
        {t.signingKeys}
      </MenuItem>
      <MenuItem
        onClick={() => {
          onDone()
          onHelp()
        }}
      >
        {t.keys} (?)
      </MenuItem>
      <MenuItem
        onClick={() => {
          setLanguage(language === 'vi' ? 'en' : 'vi')
          onDone()
        }}
      >
        <span lang={language === 'vi' ? 'en' : 'vi'}>{t.languageName}</span>
      </MenuItem>
      <MenuItem
        onClick={async () => {
          await logOut().catch(() => undefined)
          setActingPosition(null)
          forgetAll()
          client.clear()
          go(paths.logIn())
        }}
      >
        {t.logOut}
      </MenuItem>
    </div>
  )
}
