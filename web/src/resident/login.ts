/** What both ways of logging in share. */
import type { RouteLocationNormalizedLoaded, Router } from 'vue-router'
import { enter, type Me } from '@/kit/light'

export { FormField, FormPanel, notify } from '@/kit/light'

/** The answer of a resident's login: signed in, or a choice of people. */
export interface ResidentLogin {
  me: Me | null
  ticket: string
  people: { person_id: number; name: string; place: string }[]
}

/** Take the person in and go on to where they wanted; false when they still have to say who they are. */
export async function asEntered(answer: ResidentLogin, route: RouteLocationNormalizedLoaded, router: Router): Promise<boolean> {
  if (!answer.me) return false
  enter(answer.me)
  const next = route.query.next
  await router.replace(typeof next === 'string' && next.startsWith('/') ? next : '/')
  return true
}
