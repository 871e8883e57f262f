import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { searchFind } from './find.ts'
import { links } from './links.ts'
import { similar, suggest } from './similar.ts'
import { forgetView, saveView, setProvinceSearch, views } from './views.ts'

export const search: Module = {
  name: 'search',
  commands: [saveView, forgetView, setProvinceSearch],
  queries: [searchFind, suggest, views, similar, links],
}
