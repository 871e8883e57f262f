import './errors.ts'

export { sendLocal } from './send-local.ts'
export {
  appendEvents,
  type DeliveryRow,
  findArrival,
  insertDeliveries,
  listDeliveries,
  type NewDelivery,
  recallArrivals,
  reportFact,
} from './store/deliveries.ts'
export { summaryOf } from './summary.ts'
