import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { language } from './lib/language.ts'
import { startTheme } from './lib/theme.ts'

startTheme()
document.documentElement.lang = language()
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
