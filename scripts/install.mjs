import { installLocked } from './prepare.mjs'

installLocked()
